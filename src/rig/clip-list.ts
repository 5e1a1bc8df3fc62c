/** `public/benchmark/clips.json`, checked. */
import * as v from 'valibot';

const CLIPS = v.object({
  clips: v.array(
    v.object({
      id: v.string(),
      file: v.string(),
      text: v.string(),
      durationMs: v.number(),
      speechEndMs: v.number(),
    }),
  ),
});

/** Throws for anything else. */
export function clipList(json: unknown): v.InferOutput<typeof CLIPS>['clips'] {
  return v.parse(CLIPS, json).clips;
}
