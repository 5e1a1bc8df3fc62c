import { bareRequest } from './bare-request';
import { timeZoneOf } from './city-time-zones';
import type { Skill, SkillContext, SkillMatch } from './skill';

const DAY_MS = 86_400_000;
/** Only for words: the answers are English, whatever the page's locale. */
const WORDS_LOCALE = 'en-US';

type Offset = -1 | 0 | 1;
const OFFSETS: Readonly<Record<string, Offset>> = { yesterday: -1, today: 0, tomorrow: 1 };

/** Whisper drops and swaps these freely, and "tell me" turns "what time is it" into "what time it is". */
const WHAT = "(?:what(?:'s| is| was| will)?|whats|give me|say|check)";
const NOW = '(?: (?:right now|now|at the moment|currently|today|here|like))*';

const TIME = new RegExp(
  `^(?:what time(?:'s| is)? it(?: is)?|what time is it now|${WHAT} (?:the|(?:the )?(?:current|exact|local)) time(?: is)?(?: it)?(?: is)?|what the time is|(?:the )?current time|(?:the )?time|(?:got|have you got|do you have) the time)${NOW}(?: in (?<place>[^\\d]{2,40}?))?${NOW}$`,
);
const DAY_WORD = '(?<day>yesterday|today|tomorrow)';
const DATES: readonly RegExp[] = [
  new RegExp(
    `^${WHAT} (?:the )?(?:current )?(?:day|date|day of the week|weekday|day and date)(?: (?:is|was|will) ?(?:it|today|be)?| it is)?(?: be)?(?: ${DAY_WORD})?${NOW}$`,
  ),
  new RegExp(
    `^what (?:day|date)(?: of the (?:week|month))?(?: is| was| will)?(?: it)?(?: is| be)?(?: ${DAY_WORD})?(?: be)?${NOW}$`,
  ),
  new RegExp(`^${WHAT} ${DAY_WORD}(?:'s)?(?: (?:day|date))?(?: is)?$`),
  new RegExp(`^(?:what )?(?:the )?(?:${DAY_WORD}'?s )?date(?: is)?(?: today)?$`),
  new RegExp(`^which day (?:is|was) (?:it )?${DAY_WORD}?$`),
];
const DATE_AND_TIME = new RegExp(
  `^(?:${WHAT} )?(?:the )?(?:current )?(?:date and time|time and date)(?: is| it is| is it)?${NOW}$`,
);
const MONTH = new RegExp(
  `^(?:what|which) month (?:is it|it is|are we in|is this)${NOW}$|^${WHAT} the (?:current )?month${NOW}$`,
);
const YEAR = new RegExp(
  `^(?:what|which) year (?:is it|it is|are we in|is this)${NOW}$|^${WHAT} the (?:current )?year${NOW}$`,
);

/** What may stand around a city that is known by its name alone; not a state, as there is a London in Ontario. */
const CITY_FRAME =
  /^the city of | (?:australia|usa|united states|canada|england|france|germany|italy|spain|japan|china|india|brazil)$/g;

/** Some engines put a narrow no-break space before PM; a voice and a search want a plain one. */
function format(date: Date, timeZone: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(WORDS_LOCALE, { timeZone, ...options }).format(date).replace(/\s/g, ' ');
}

const timeText = (date: Date, timeZone: string): string =>
  format(date, timeZone, { hour: 'numeric', minute: '2-digit', hour12: true });

function ordinal(day: number): string {
  const suffix = day > 10 && day < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
  return `${day}${suffix}`;
}

/** Midnight UTC of the calendar day at `timeZone`, so that adding a day is not upset by a change of clocks. */
function calendarDay({ now, timeZone }: SkillContext, offset: Offset): Date {
  const part = (options: Intl.DateTimeFormatOptions) => Number(format(now, timeZone, options));
  const midnight = Date.UTC(part({ year: 'numeric' }), part({ month: 'numeric' }) - 1, part({ day: 'numeric' }));
  return new Date(midnight + offset * DAY_MS);
}

function dateAnswer(context: SkillContext, offset: Offset): string {
  const day = calendarDay(context, offset);
  const weekday = format(day, 'UTC', { weekday: 'long' });
  const month = format(day, 'UTC', { month: 'long' });
  const start = { [-1]: 'Yesterday was', 0: "It's", 1: 'Tomorrow is' }[offset];
  return `${start} ${weekday}, ${month} ${ordinal(day.getUTCDate())}, ${day.getUTCFullYear()}.`;
}

const titleCase = (place: string): string =>
  place.length <= 3
    ? place.toUpperCase()
    : place.replace(/(?<=^| )(?!de |the |of )\p{L}/gu, (letter) => letter.toUpperCase());

function placeAnswer({ now, timeZone }: SkillContext, place: string): string {
  const zone = timeZoneOf(place.replace(CITY_FRAME, ''));
  const name = place.startsWith('the ') ? `the ${titleCase(place.slice(4))}` : titleCase(place);
  if (zone === undefined) return `I don't know the time in ${name} yet.`;
  const day = format(now, zone, { weekday: 'long' });
  const isSameDay = day === format(now, timeZone, { weekday: 'long' });
  return `In ${name} it's ${timeText(now, zone)}${isSameDay ? '' : ` on ${day}`}.`;
}

function answerTo(request: string): ((context: SkillContext) => string) | undefined {
  const time = TIME.exec(request);
  if (time) {
    const place = time.groups?.place;
    if (place !== undefined) return (context) => placeAnswer(context, place);
    return (context) => `It's ${timeText(context.now, context.timeZone)}.`;
  }
  if (DATE_AND_TIME.test(request)) {
    return (context) => dateAnswer(context, 0).replace("It's ", `It's ${timeText(context.now, context.timeZone)} on `);
  }
  if (MONTH.test(request)) return ({ now, timeZone }) => `It's ${format(now, timeZone, { month: 'long' })}.`;
  if (YEAR.test(request)) return ({ now, timeZone }) => `It's ${format(now, timeZone, { year: 'numeric' })}.`;
  for (const pattern of DATES) {
    const date = pattern.exec(request);
    if (date) return (context) => dateAnswer(context, OFFSETS[date.groups?.day ?? 'today'] ?? 0);
  }
  return undefined;
}

/** The time, here and in some cities, and the date. */
export const clock: Skill = {
  id: 'clock',
  examples: ['What time is it?', "What's the date today?", 'What day is tomorrow?', 'What time is it in Tokyo?'],

  match(text): SkillMatch | undefined {
    const answer = answerTo(bareRequest(text));
    if (!answer) return undefined;
    return {
      skillId: 'clock',
      run: async (context, signal) => {
        signal.throwIfAborted();
        return { text: answer(context) };
      },
    };
  },
};
