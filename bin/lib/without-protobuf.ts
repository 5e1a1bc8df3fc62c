import type { Plugin } from 'vite';

const EMPTY = '\0sotto:no-protobuf';

/**
 * Leaves the protobuf code of @datadog/sketches-js out of the build: 60 kB that only its `toProto` and `fromProto` call,
 * and Sotto keeps its sketches in records of its own. Were they called, they would throw.
 */
export const withoutProtobuf: Plugin = {
  name: 'sotto:without-protobuf',
  apply: 'build',
  enforce: 'pre',
  resolveId(source, importer) {
    const isSketches = importer?.replaceAll('\\', '/').includes('/@datadog/sketches-js/') ?? false;
    return isSketches && source.endsWith('/proto/compiled') ? EMPTY : undefined;
  },
  load(id) {
    return id === EMPTY ? 'export {};' : undefined;
  },
};
