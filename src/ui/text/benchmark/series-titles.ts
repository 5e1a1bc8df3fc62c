/** What a series of a benchmark measures, in another language than English: found by its id, which never changes. */

export interface SeriesTitles {
  /** By the whole id. */
  whole: Readonly<Record<string, string>>;
  partial(seconds: string): string;
  final(seconds: string): string;
  skill(id: string): string;
  firstSound(words: string): string;
  factor(words: string): string;
  loaded(role: string): string;
  fetched(role: string): string;
  spoken(question: string): string;
  typed(question: string): string;
}

/** @param question what is asked in it, for series of latencies. @returns undefined for an id that nobody knows. */
export function seriesTitleBy(titles: SeriesTitles, id: string, question: string | undefined): string | undefined {
  const whole = titles.whole[id];
  if (whole !== undefined) return whole;
  const [head, second = '', third] = id.split('.');
  const rest = id.split('.').slice(2).join('.');
  switch (head) {
    case 'stt':
      return titles[second === 'partial' ? 'partial' : 'final'](rest.replace(/s$/, ''));
    case 'skill':
      return titles.skill(second);
    case 'tts':
      return titles[second === 'rtf' ? 'factor' : 'firstSound'](rest.replace(/w$/, ''));
    case 'load':
      return titles[third === 'cold' ? 'fetched' : 'loaded'](second);
    case 'latency':
      return question === undefined ? undefined : titles[second === 'spoken' ? 'spoken' : 'typed'](question);
    default:
      return undefined;
  }
}
