import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const PUBLIC = new URL('../../public/', import.meta.url);
const manifest: {
  id: string;
  start_url: string;
  scope: string;
  share_target: { action: string };
  icons: Picture[];
  screenshots: (Picture & { form_factor: string; label: string })[];
  shortcuts: { name: string; url: string; icons: Picture[] }[];
} = JSON.parse(readFileSync(new URL('manifest.webmanifest', PUBLIC), 'utf8'));

interface Picture {
  src: string;
  sizes: string;
  type?: string;
  purpose?: string;
}

/** Width and height of a PNG file, from its header. */
function sizeOf(path: string): [number, number] {
  const bytes = readFileSync(new URL(path, PUBLIC));
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

const pictures = [...manifest.icons, ...manifest.screenshots, ...manifest.shortcuts.flatMap(({ icons }) => icons)];

it('every address is relative: the app installs from any path of a host', () => {
  const { id, start_url, scope, share_target, shortcuts } = manifest;
  const addresses = [
    id,
    start_url,
    scope,
    share_target.action,
    ...pictures.map(({ src }) => src),
    ...shortcuts.map(({ url }) => url),
  ];
  for (const address of addresses) {
    const { origin, pathname } = new URL(address, 'https://sotto.test/some/prefix/manifest.webmanifest');
    expect(origin + pathname, address).toMatch(/^https:\/\/sotto\.test\/some\/prefix\//);
  }
});

it('every picture is there, in the size that the manifest says', () => {
  for (const { src, sizes } of pictures) {
    expect(statSync(fileURLToPath(new URL(src, PUBLIC))).size).toBeGreaterThan(0);
    if (src.endsWith('.png')) expect(sizeOf(src).join('x'), src).toBe(sizes);
  }
});

it('there are the icons that Chromium and Android want', () => {
  const having = (sizes: string, purpose?: string) =>
    manifest.icons.some((icon) => icon.sizes === sizes && icon.purpose === purpose);
  expect([having('192x192'), having('512x512'), having('512x512', 'maskable')]).toEqual([true, true, true]);
});

it('screenshots are of a size that an installer shows, wide and narrow, each with words', () => {
  expect(manifest.screenshots.map(({ form_factor }) => form_factor)).toEqual(['wide', 'narrow']);
  for (const { src, form_factor, label } of manifest.screenshots) {
    const [width, height] = sizeOf(src);
    const [short, long] = [Math.min(width, height), Math.max(width, height)];
    expect(short).toBeGreaterThanOrEqual(320);
    expect(long).toBeLessThanOrEqual(3840);
    expect(long / short).toBeLessThanOrEqual(2.3);
    expect(width > height).toBe(form_factor === 'wide');
    expect(label).not.toBe('');
  }
});

it('shortcuts lead to the parts of the page that there are', () => {
  expect(manifest.shortcuts.map(({ name, url }) => `${name} ${url}`)).toEqual([
    'Talk ./',
    'Dashboard ./#performance',
    'Benchmarks ./#benchmark',
    'Models ./#models',
    'Settings ./#settings',
  ]);
});
