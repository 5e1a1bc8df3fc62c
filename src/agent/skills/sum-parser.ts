import jsep from 'jsep';
import type { SumToken } from './sum-tokens';

/** What a sum came to, or why it came to nothing. */
export type SumResult =
  | { readonly kind: 'value'; readonly value: number; readonly isMoney: boolean }
  | { readonly kind: 'fault'; readonly fault: SumFault };
export type SumFault = 'divide-by-zero' | 'not-real' | 'too-big';

interface Amount {
  value: number;
  isMoney: boolean;
}

type Expression = jsep.CoreExpression;

class CannotCompute extends Error {
  constructor(readonly fault: SumFault) {
    super(fault);
  }
}

// Word operators beside jsep's own; `money` marks an amount, so that the answer is one too.
for (const name of ['sqrt', 'cbrt', 'money']) jsep.addUnaryOp(name);

const UNARY: Readonly<Record<string, (amount: Amount) => Amount>> = {
  '+': (amount) => amount,
  '-': ({ value, isMoney }) => ({ value: -value, isMoney }),
  money: ({ value }) => ({ value, isMoney: true }),
  cbrt: ({ value }) => ({ value: Math.cbrt(value), isMoney: false }),
  sqrt: ({ value }) => {
    if (value < 0) throw new CannotCompute('not-real');
    return { value: Math.sqrt(value), isMoney: false };
  },
};

const BINARY: Readonly<Record<string, (left: Amount, right: Amount) => Amount>> = {
  '+': (left, right) => ({ value: left.value + right.value, isMoney: left.isMoney || right.isMoney }),
  '-': (left, right) => ({ value: left.value - right.value, isMoney: left.isMoney || right.isMoney }),
  '*': (left, right) => ({ value: left.value * right.value, isMoney: left.isMoney || right.isMoney }),
  '/': (left, right) => {
    if (right.value === 0) throw new CannotCompute('divide-by-zero');
    return { value: left.value / right.value, isMoney: left.isMoney && !right.isMoney };
  },
  '%': (left, right) => {
    if (right.value === 0) throw new CannotCompute('divide-by-zero');
    return { value: left.value % right.value, isMoney: left.isMoney };
  },
  '**': (left, right) => {
    if (left.value === 0 && right.value < 0) throw new CannotCompute('divide-by-zero');
    return { value: left.value ** right.value, isMoney: left.isMoney };
  },
};

/** Only these kinds of node and these operators are known; whatever else jsep can parse is no sum. */
function isSum(node: Expression): boolean {
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'number';
    case 'UnaryExpression':
      return Object.hasOwn(UNARY, node.operator) && isSum(node.argument as Expression);
    case 'BinaryExpression':
      return Object.hasOwn(BINARY, node.operator) && isSum(node.left as Expression) && isSum(node.right as Expression);
    default:
      return false;
  }
}

function compute(node: Expression): Amount {
  if (node.type === 'UnaryExpression') return UNARY[node.operator]!(compute(node.argument as Expression));
  if (node.type === 'BinaryExpression') {
    return BINARY[node.operator]!(compute(node.left as Expression), compute(node.right as Expression));
  }
  if (node.type === 'Literal') return { value: Number(node.value), isMoney: false };
  throw new Error(`${node.type} in a sum that was checked`);
}

/** "200 plus 10 percent" means 10 percent of the 200; elsewhere a percentage is a hundredth. */
function toCode(tokens: readonly SumToken[]): string {
  const last = tokens.at(-1);
  const sign = tokens.at(-2);
  const codeOf = (token: SumToken) => (token.kind === 'percent' ? `(${token.code} / 100)` : token.code);
  if (last?.kind === 'percent' && (sign?.code === '+' || sign?.code === '-') && tokens.length > 2) {
    const base = tokens.slice(0, -2).map(codeOf).join(' ');
    return `(${base}) * (1 ${sign.code} ${last.code} / 100)`;
  }
  return tokens.map(codeOf).join(' ');
}

/**
 * Parses a sum without computing it: the returned function does that. Undefined where the pieces make no sum
 * ("times 5", "3 4"). No text is ever executed: jsep builds a tree, of which only sums are let through.
 */
export function parseSum(tokens: readonly SumToken[]): (() => SumResult) | undefined {
  let tree: Expression;
  try {
    tree = jsep(toCode(tokens)) as Expression;
  } catch {
    return undefined; // jsep throws on a syntax error and has no other way to say so.
  }
  if (!isSum(tree)) return undefined;
  return () => {
    try {
      const { value, isMoney } = compute(tree);
      if (Number.isNaN(value)) return { kind: 'fault', fault: 'not-real' };
      return Number.isFinite(value) ? { kind: 'value', value, isMoney } : { kind: 'fault', fault: 'too-big' };
    } catch (error) {
      if (error instanceof CannotCompute) return { kind: 'fault', fault: error.fault };
      throw error;
    }
  };
}
