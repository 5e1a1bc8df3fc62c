import type { CatalogModel } from './catalog-model';

/** What is alike for most that hear or speak; each model says what is its own. */
export const COMMON = {
  voices: [],
  needsShaderF16: false,
  needsGpl: false,
  memoryBytes: undefined,
  sizeBytes: undefined,
  triedHere: false,
} as const satisfies Partial<CatalogModel>;
