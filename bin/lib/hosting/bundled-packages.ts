import type { Plugin } from 'vite';

/** Where the build says which packages are in it, under `dist/`. */
export const BUNDLED_PACKAGES_FILE = '.vite/packages.json';

/** The package that a module belongs to; undefined for our own and the bundler's. */
export function packageOf(moduleId: string): string | undefined {
  const [, path] = /.*\/node_modules\/(.+)$/.exec(moduleId.replaceAll('\\', '/').replace(/[?#].*$/, '')) ?? [];
  const [first = '', second = ''] = path?.split('/') ?? [];
  if (!first) return undefined;
  return first.startsWith('@') ? `${first}/${second}` : first;
}

/**
 * Writes the names of the packages whose modules are in the built code down, in the order of the alphabet, workers and
 * worklets with the page's.
 * @returns the plugin for the page's build, and one for each build of a worker.
 */
export function bundledPackages(): { page: Plugin; worker: () => Plugin } {
  const names = new Set<string>();
  const collect = (bundle: Readonly<Record<string, object>>) => {
    for (const output of Object.values(bundle)) {
      const ids = 'moduleIds' in output && Array.isArray(output.moduleIds) ? output.moduleIds : [];
      for (const id of ids) {
        const name = packageOf(String(id));
        if (name) names.add(name);
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
          source: `${JSON.stringify([...names].sort(), null, 2)}\n`,
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
