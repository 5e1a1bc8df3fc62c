/** SHA-1 of `blob <size>\0` and the content, by which git names a file. */
export async function gitBlobHash(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const header = new TextEncoder().encode(`blob ${bytes.byteLength}\0`);
  const digest = await crypto.subtle.digest('SHA-1', await new Blob([header, bytes]).arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
