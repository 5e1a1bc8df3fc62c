/** Responses as a shell gives them: isolated and locked down like those of a host that sets the headers itself. */

/** Describe a body as it came over the network, which is not how it goes on from here. */
const OF_TRANSPORT = ['content-encoding', 'content-length', 'transfer-encoding'];
/** Such responses have no body to go on with. */
const WITHOUT_BODY = new Set([101, 204, 205, 304]);

/** A response of the network with the headers; redirects and other hosts' responses as they are. */
export function secured(response: Response, headers: Readonly<Record<string, string>>): Response {
  if (response.type === 'opaqueredirect' || response.type === 'opaque' || response.type === 'error') return response;
  const all = new Headers(response.headers);
  for (const name of OF_TRANSPORT) all.delete(name);
  for (const [name, value] of Object.entries(headers)) all.set(name, value);
  const { status, statusText } = response;
  return new Response(WITHOUT_BODY.has(status) ? null : response.body, { status, statusText, headers: all });
}

/** A file as it is kept: its bytes, its type and the headers; nothing of the day's transport. */
export function kept(response: Response, body: BodyInit | null, headers: Readonly<Record<string, string>>): Response {
  const type = response.headers.get('content-type') ?? 'application/octet-stream';
  return new Response(body, { headers: { ...headers, 'Content-Type': type } });
}

/**
 * The page with the name of its shell on it, which it gives back once it lives.
 * @throws Error where there is no `<html>` to write it on: such a page could never say that it lives.
 */
export function stamped(page: string, shell: string): string {
  const marked = page.replace(/<html(?: data-shell="[^"]*")?(?=[\s>])/, `<html data-shell="${shell}"`);
  if (!marked.includes(`<html data-shell="${shell}"`)) throw new Error('The page has no <html> to carry its version.');
  return marked;
}
