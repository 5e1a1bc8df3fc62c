/** What a collector says about an export: that it took all of it, all but so many points, or why it took none. */

export interface PartialSuccess {
  rejectedPoints: number;
  message: string | undefined;
}

/** The user does not read more than this of a collector's words. */
const MAX_WORDS = 200;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
}

function words(value: unknown): string | undefined {
  const text = typeof value === 'string' ? value.trim().slice(0, MAX_WORDS) : '';
  return text || undefined;
}

/** Reads an `ExportMetricsServiceResponse`. An answer in another form says nothing against the export, which was taken. */
export function readPartialSuccess(text: string): PartialSuccess {
  const partial = field(parsed(text), 'partialSuccess');
  // 64-bit integers are strings in OTLP/JSON.
  const rejected = Number(field(partial, 'rejectedDataPoints') ?? 0);
  return {
    rejectedPoints: Number.isFinite(rejected) ? rejected : 0,
    message: words(field(partial, 'errorMessage')),
  };
}

/** Why an export was not taken: the message of the `google.rpc.Status` that OTLP asks for, else the text as it is. */
export function readFault(text: string): string | undefined {
  return words(field(parsed(text), 'message')) ?? words(text);
}
