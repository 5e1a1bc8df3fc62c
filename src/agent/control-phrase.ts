/** Words that stop Sotto and ask for no answer. */
const COMMAND =
  "stop(?: it| that| talking)?|wait(?: a (?:minute|second|moment))?|hold on|hang on|never ?mind|cancel(?: that)?|be quiet|quiet|shut up|that'?s enough|enough|hush";
const POLITE = 'okay|ok|please|hey|sotto|no';
const STOP = new RegExp(`^(?:(?:${POLITE})[ ,.!]*)*(?:${COMMAND})(?:[ ,.!]*(?:${COMMAND}|please|sotto))*[.!?]*$`, 'i');

/** Whether the user only wants silence. */
export function isStopPhrase(text: string): boolean {
  return STOP.test(text.trim());
}
