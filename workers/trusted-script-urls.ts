/**
 * Lets this realm start scripts of our own origin, and none of any other: our security policy asks every script address
 * for a trusted type (`require-trusted-types-for 'script'`), and neither Vite's worker constructors nor ONNX Runtime's
 * thread pool make one. The default policy is what both fall back on.
 */

/** The part of Trusted Types used here; TypeScript's libraries do not have it. W3C Trusted Types §2.3. */
interface TrustedTypePolicyFactory {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): unknown;
  readonly defaultPolicy: unknown;
}

declare global {
  // Only a `var` declares a property of the global object.
  var trustedTypes: TrustedTypePolicyFactory | undefined;
}

/** Does nothing where the browser has no Trusted Types, or the realm has the policy already. */
export function trustOwnScriptUrls(): void {
  const factory = globalThis.trustedTypes;
  if (!factory || factory.defaultPolicy) return;
  factory.createPolicy('default', {
    createScriptURL(url) {
      if (new URL(url, globalThis.location.href).origin === globalThis.location.origin) return url;
      throw new TypeError(`Sotto runs no script from ${url}.`);
    },
  });
}
