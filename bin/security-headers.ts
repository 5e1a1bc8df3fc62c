/**
 * Where else the page may connect to: a collector on this very device, for metrics that the user sends to it, and origins
 * that whoever serves Sotto adds in SOTTO_CONNECT (separated by spaces). By itself the page connects to nobody.
 */
const COLLECTORS = ['http://localhost:*', 'http://127.0.0.1:*', process.env.SOTTO_CONNECT].filter(Boolean).join(' ');

/**
 * The response headers Sotto is served with. They isolate the page (threads need it), and forbid it every other origin,
 * inline code and string-to-code sink. The list was tried with ONNX Runtime's threads, AudioWorklet and Lit.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  `connect-src 'self' ${COLLECTORS}`,
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

export const SECURITY_HEADERS: Record<string, string> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy':
    'microphone=(self), screen-wake-lock=(self), compute-pressure=(self), camera=(), geolocation=()',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};
