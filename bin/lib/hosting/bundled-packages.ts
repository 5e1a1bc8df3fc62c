import type { Plugin, Rolldown } from 'vite';

/** Where the build says which packages are in it, under `dist/`. */
export const BUNDLED_PACKAGES_FILE = '.vite/packages.json';

/** Folders of packages from the root of the project, in the order of the alphabet. */
export interface BundledPackages {
  /** In the code of the page, its workers and worklets. */
  all: string[];
  /** In what the browser has to fetch before the page shows anything: the entry and what it imports statically. */
  firstPaint: string[];
}

/**
 * The folder of the package that a module belongs to, as `node_modules/lit`; undefined for our own modules and the bundler's.
 * A package inside another's folder keeps both names: its version may be its own.
 */
export function packageFolderOf(moduleId: string): string | undefined {
  const path = moduleId.replaceAll('\\', '/').replace(/[?#].*$/, '');
  const [, folder] = /^(?:.*?\/)?(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(path) ?? [];
  return folder;
}

const foldersOf = (moduleIds: readonly string[]) => moduleIds.flatMap((id) => packageFolderOf(id) ?? []);

/** Chunks that the entries need before they can run. */
function entriesWithImports(bundle: Rolldown.OutputBundle): Rolldown.OutputChunk[] {
  const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
  const needed = new Set(chunks.filter(({ isEntry }) => isEntry));
  for (const chunk of needed) {
    for (const imported of chunks) if (chunk.imports.includes(imported.fileName)) needed.add(imported);
  }
  return [...needed];
}

/**
 * Writes down which packages are in the built code.
 * @returns the plugin for the page's build, and one for each build of a worker or worklet.
 */
export function bundledPackages(): { page: Plugin; worker: () => Plugin } {
  const all = new Set<string>();
  const collect = (bundle: Rolldown.OutputBundle) => {
    for (const output of Object.values(bundle)) {
      if (output.type === 'chunk') for (const folder of foldersOf(output.moduleIds)) all.add(folder);
    }
  };
  return {
    page: {
      name: 'sotto:bundled-packages',
      apply: 'build',
      generateBundle(_options, bundle) {
        collect(bundle);
        // Of a module imported with `?url` only its address is in the code.
        const ids = entriesWithImports(bundle).flatMap(({ moduleIds }) =>
          moduleIds.filter((id) => !/[?&]url\b/.test(id)),
        );
        const packages: BundledPackages = { all: [...all].sort(), firstPaint: [...new Set(foldersOf(ids))].sort() };
        const source = `${JSON.stringify(packages, null, 2)}\n`;
        this.emitFile({ type: 'asset', fileName: BUNDLED_PACKAGES_FILE, source });
      },
    },
    worker: () => ({
      name: 'sotto:bundled-packages-of-worker',
      generateBundle(_options, bundle) {
        collect(bundle);
      },
    }),
  };
}
