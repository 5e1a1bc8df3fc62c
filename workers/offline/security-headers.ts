/** What whoever serves Sotto may widen. */
export interface HeaderOptions {
  /** Further origins the page may connect to, as `https://otel.example`; several are separated by spaces. */
  connect?: string | undefined;
}

/** The page may by itself connect to its own origin and to a collector on this very device, for metrics a user sends to it. */
const OWN_CONNECTIONS = "'self' http://localhost:* http://127.0.0.1:*";

/**
 * The response headers Sotto is served with: by the development server and the preview, by `dist/_headers`, by the
 * configurations in `docs/hosting`, and by the service worker where a host sets none. They isolate the page (threads need
 * it), and forbid it every other origin, inline code and string-to-code sink. The list was tried with ONNX Runtime's
 * threads, AudioWorklet and Lit.
 */
export function securityHeaders({ connect = '' }: HeaderOptions = {}): Record<string, string> {
  const connections = [OWN_CONNECTIONS, ...connect.split(/\s+/).filter(Boolean)].join(' ');
  const contentSecurityPolicy = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    `connect-src ${connections}`,
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ];
  return {
    'Content-Security-Policy': contentSecurityPolicy.join('; '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy':
      'microphone=(self), screen-wake-lock=(self), compute-pressure=(self), camera=(), geolocation=()',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}
