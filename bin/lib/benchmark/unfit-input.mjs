/** What was handed over cannot be used, though the flags are right: the command ends with 2 and the usage is not shown. */
export class UnfitInput extends Error {}
