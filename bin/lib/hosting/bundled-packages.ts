import type { Plugin } from 'vite';

/** Where the build says which packages are in it, under `dist/`. */
export const BUNDLED_PACKAGES_FILE = '.vite/packages.json';

/**
 * The folder of the package that a module belongs to, as `node_modules/lit`; undefined for our own modules and the bundler's.
 * A package inside another's folder keeps both names: its version may be its own.
 */
export function packageFolderOf(moduleId: string): string | undefined {
  const path = moduleId.replaceAll('\\', '/').replace(/[?#].*$/, '');
  const [, folder] = /^(?:.*?\/)?(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(path) ?? [];
  return folder;
}

/**
 * Writes the folders of the packages whose modules are in the built code down, in the order of the alphabet, workers and
 * worklets with the page's.
 * @returns the plugin for the page's build, and one for each build of a worker.
 */
export function bundledPackages(): { page: Plugin; worker: () => Plugin } {
  const folders = new Set<string>();
  const collect = (bundle: Readonly<Record<string, object>>) => {
    for (const output of Object.values(bundle)) {
      const ids = 'moduleIds' in output && Array.isArray(output.moduleIds) ? output.moduleIds : [];
      for (const id of ids) {
        const folder = packageFolderOf(String(id));
        if (folder) folders.add(folder);
      }
    }
  };
  return {
    page: {
      name: 'sotto:bundled-packages',
      apply: 'build',
      generateBundle(_options, bundle) {
        collect(bundle);
        this.emitFile({
          type: 'asset',
          fileName: BUNDLED_PACKAGES_FILE,
          source: `${JSON.stringify([...folders].sort(), null, 2)}\n`,
        });
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
