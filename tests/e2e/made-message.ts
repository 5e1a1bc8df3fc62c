import type { MessageView } from '../../src/ui/view-model';

/** A message of a made conversation, whole and said. @param means how the user said theirs. */
export function madeMessage(
  id: number,
  role: MessageView['role'],
  text: string,
  means: 'voice' | 'keyboard',
): MessageView {
  return {
    id,
    turnId: `turn-${Math.ceil(id / 2)}`,
    role,
    text,
    soft: '',
    interim: false,
    by: role === 'user' ? means : 'model',
    skill: undefined,
    interrupted: false,
    latency: undefined,
  };
}
