/** What a collector says about an export that it took: all of it, or all but so many points. */

export interface PartialSuccess {
  rejectedPoints: number;
  message: string | undefined;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Object.getOwnPropertyDescriptor(value, name)?.value
    : undefined;
}

/** Reads an `ExportMetricsServiceResponse`. An answer in another form says nothing against the export, which was taken. */
export function readPartialSuccess(text: string): PartialSuccess {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return { rejectedPoints: 0, message: undefined };
  }
  const partial = field(answer, 'partialSuccess');
  // 64-bit integers are strings in OTLP/JSON.
  const rejected = Number(field(partial, 'rejectedDataPoints') ?? 0);
  const message = field(partial, 'errorMessage');
  return {
    rejectedPoints: Number.isFinite(rejected) ? rejected : 0,
    message: typeof message === 'string' && message !== '' ? message : undefined,
  };
}
