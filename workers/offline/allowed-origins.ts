/** Origins that the user allows the page to reach beside our own, as the service worker keeps and serves them. */

/** As many as the preferences take; each makes the header longer. */
const MAX_ORIGINS = 20;
const MAX_LENGTH = 500;
const POLICY = 'Content-Security-Policy';

/**
 * What of it may be let through: origins with https, or on this very device. Whoever sent or wrote it is not trusted: what is
 * left out here is never in a header, where a space or a semicolon would open far more.
 */
export function parseOrigins(written: unknown): readonly string[] {
  if (!Array.isArray(written)) return [];
  const origins = written.filter((value): value is string => typeof value === 'string' && isOrigin(value));
  return [...new Set(origins)].slice(0, MAX_ORIGINS);
}

/**
 * A response whose policy lets the page or worker that it makes connect to these origins, too. Only `connect-src` becomes
 * longer. The response itself where there is nothing to add, or no policy.
 */
export function allowing(response: Response, origins: readonly string[]): Response {
  const policy = response.headers.get(POLICY);
  if (!policy || origins.length === 0) return response;
  const widened = policy.replace(/(^|;)(\s*connect-src [^;]*)/, (_, start: string, directive: string) =>
    [start + directive.trimEnd(), ...origins].join(' '),
  );
  const headers = new Headers(response.headers);
  headers.set(POLICY, widened);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}

function isOrigin(value: string): boolean {
  if (value.length > MAX_LENGTH) return false;
  try {
    const { origin, protocol, hostname } = new URL(value);
    // A host may hold characters that mean something else in a policy: `https://*.example` would be every one below it.
    if (origin !== value || !/^https?:\/\/[\w.:[\]-]+$/.test(value)) return false;
    return protocol === 'https:' || hostname === 'localhost' || hostname === '127.0.0.1';
  } catch {
    return false;
  }
}
