/** Words that stop Sotto and ask for no answer. */
const STOP =
  /^(?:(?:okay|ok|please|hey|sotto|no)[ ,]*)*(?:stop(?: it| that| talking| please)?|wait(?: a (?:minute|second|moment))?|hold on|hang on|never ?mind|cancel(?: that)?|be quiet|quiet|shut up|that'?s enough|enough|hush)(?:[ ,]*(?:please|sotto))*[.!?]*$/i;

/** Whether the user only wants silence. */
export function isStopPhrase(text: string): boolean {
  return STOP.test(text.trim());
}
