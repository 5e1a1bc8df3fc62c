// Renames tensors of an ONNX model by its bytes alone: no Python, no protobuf library, and nothing else of the file changes.

/** Numbers of the fields of onnx.proto that lead to a tensor's name at the top of a graph. */
const MODEL_GRAPH = 7;
const GRAPH_NODE = 1;
const GRAPH_INPUT = 11;
const GRAPH_OUTPUT = 12;
const NODE_INPUT = 1;
const NODE_OUTPUT = 2;
const VALUE_NAME = 1;
const BYTES = 2;

/**
 * @param {Uint8Array} model
 * @param {Readonly<Record<string, string>>} names new name by old one
 */
export function renameOnnxTensors(model, names) {
  const renamed = (bytes) => {
    const name = names[Buffer.from(bytes).toString('utf8')];
    return name === undefined ? bytes : Buffer.from(name, 'utf8');
  };
  const node = (bytes) => rewrite(bytes, { [NODE_INPUT]: renamed, [NODE_OUTPUT]: renamed });
  const value = (bytes) => rewrite(bytes, { [VALUE_NAME]: renamed });
  const graph = (bytes) => rewrite(bytes, { [GRAPH_NODE]: node, [GRAPH_INPUT]: value, [GRAPH_OUTPUT]: value });
  return rewrite(model, { [MODEL_GRAPH]: graph });
}

/** A message whose fields of bytes with these numbers are changed; all others are copied as they are. */
function rewrite(message, changes) {
  const out = [];
  for (let at = 0; at < message.length; ) {
    const start = at;
    const tag = varint(message, at);
    at = tag.next;
    const field = Math.floor(tag.value / 8);
    const type = tag.value % 8;
    if (type === BYTES) {
      const length = varint(message, at);
      const body = message.subarray(length.next, length.next + length.value);
      at = length.next + length.value;
      const changed = changes[field]?.(body) ?? body;
      out.push(message.subarray(start, tag.next), encoded(changed.length), changed);
    } else {
      at = type === 0 ? varint(message, at).next : at + (type === 1 ? 8 : 4);
      out.push(message.subarray(start, at));
    }
  }
  return Buffer.concat(out);
}

function varint(bytes, from) {
  let value = 0;
  let scale = 1;
  for (let at = from; ; at++) {
    const byte = bytes[at];
    if (byte === undefined) throw new Error('This is no ONNX model: it ends within a number.');
    value += (byte % 128) * scale;
    if (byte < 128) return { value, next: at + 1 };
    scale *= 128;
  }
}

function encoded(value) {
  const bytes = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
}
