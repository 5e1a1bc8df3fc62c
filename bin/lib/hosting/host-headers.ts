/** The response headers as the hosts' own files say them, from the one list of `workers/offline/security-headers.ts`. */

/** Files with their content's hash in their name: what is there under a name never changes. */
const HASHED_FOLDER = 'assets';
const FOREVER = 'public, max-age=31536000, immutable';
/** Kept, and asked after each time: a newer Sotto is found at the next visit. */
const ASK_FIRST = 'no-cache';

/** Paths from the app's root that a newer build changes under the same name. `''` is the page itself. */
const CHANGING = ['', 'index.html', 'sw.js', 'manifest.webmanifest'];

/**
 * The file `_headers`, as Netlify and Cloudflare Pages read it. No header is set by two rules that fit the same path:
 * Cloudflare would join both values.
 */
export function headersFile(headers: Readonly<Record<string, string>>): string {
  const rule = (path: string, lines: Readonly<Record<string, string>>) =>
    [path, ...Object.entries(lines).map(([name, value]) => `  ${name}: ${value}`)].join('\n');
  return `${[
    rule('/*', headers),
    rule(`/${HASHED_FOLDER}/*`, { 'Cache-Control': FOREVER }),
    ...CHANGING.map((path) => rule(`/${path}`, { 'Cache-Control': ASK_FIRST })),
  ].join('\n\n')}\n`;
}

/**
 * A whole server for nginx, to be put into `/etc/nginx/conf.d/`. The headers stand once, at the server: nginx forgets
 * those of the server in a location that sets one of its own.
 */
export function nginxConf(headers: Readonly<Record<string, string>>): string {
  const set = Object.entries(headers).map(([name, value]) => `    add_header ${name} "${value}" always;`);
  return `# Sotto on nginx: dist/ lies in /usr/share/nginx/html.
# Generated from workers/offline/security-headers.ts; a test holds the two together.
# Browsers give the microphone to https and to localhost alone: put TLS in front, or into this server.

map $uri $sotto_cache {
    default               "${ASK_FIRST}";
    ~/${HASHED_FOLDER}/[^/]+$      "${FOREVER}";
}

server {
    listen 80;
    listen [::]:80;
    root /usr/share/nginx/html;
    # The redirect to a folder's own slash names no scheme and host: a proxy with TLS may stand in front.
    absolute_redirect off;

    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    # Older lists of nginx lack these; with nosniff a module of another type does not run.
    types {
        application/manifest+json webmanifest;
        application/wasm wasm;
        text/javascript mjs;
    }

    gzip on;
    gzip_types text/css text/javascript application/javascript application/json application/manifest+json application/wasm image/svg+xml;

${set.join('\n')}
    add_header Cache-Control $sotto_cache always;

    # What is not there is a 404, never the page again. Nothing whose name begins with a dot is served.
    location / {
        try_files $uri $uri/ =404;
    }
    location ~ /\\. {
        return 404;
    }
}
`;
}
