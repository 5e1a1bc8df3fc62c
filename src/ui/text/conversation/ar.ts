import { plural } from '../plural';
import type en from './en';

const SKILLS: Partial<Record<string, string>> = { calculator: 'الآلة الحاسبة', clock: 'الساعة' };

const tries = (count: number) =>
  plural('ar', count, {
    one: 'محاولة واحدة',
    two: 'محاولتان',
    few: `${count} محاولات`,
    many: `${count} محاولة`,
    other: `${count} محاولة`,
  });

const ar: typeof en = {
  log: 'المحادثة',
  newest: 'الأحدث',
  you: 'أنت:',
  sotto: '‏Sotto:',
  byModel: { hidden: 'المجيب: ', shown: 'النموذج' },
  bySkill: (id = 'برنامج') => ({ hidden: 'المجيب: ', shown: SKILLS[id] ?? id }),
  stopped: 'أوقفتَ هذا',

  thisQuestion: 'هذا السؤال',
  thisReply: 'هذا الجواب',
  replay: 'إعادة نطق هذا الجواب',
  edit: 'تعديل هذا السؤال',
  copyQuestion: 'نسخ هذا السؤال',
  copyReply: 'نسخ هذا الجواب',
  deleteExchange: 'حذف هذا السؤال وجوابه',
  deleteQuestion: 'أتريد حذف هذا السؤال وجوابه؟',
  deleteYes: 'حذف',
  copied: 'نُسخ',
  copyRefused: 'لم يسمح هذا المتصفح بالنسخ. حدِّد الكلمات وانسخها بلوحة المفاتيح أو من القائمة.',

  editLabel: 'تعديل سؤالك',
  editHint: 'يُحذف ما قيل بعده.',
  editCancel: 'إلغاء',
  editAsk: 'اسأل هذا بدلًا منه',

  answeredIn: 'زمن الجواب',
  firstTurn: 'أول دور',
  latencyCaption: 'من آخر كلمة لك إلى أول كلمة من Sotto',
  stage: 'المرحلة',
  time: 'الزمن',
  share: 'النسبة',
  total: 'من آخر كلمة إلى أول صوت',
  parts: {
    vad: 'نهاية الكلام',
    stt: 'تحويل الكلام إلى نص',
    routing: 'التوجيه',
    tool: 'المهارة',
    llm: 'نموذج اللغة',
    tts: 'الصوت',
    audioOut: 'إخراج الصوت',
  },
  allKept: (begun) => `بدأ مبكرًا: ${tries(begun)}، ولم يُهمَل شيء`,
  someDropped: (begun, dropped, work) => `بدأ مبكرًا: ${tries(begun)}، أُهمل منها ${dropped} (عمل مدته ${work})`,
};

export default ar;
