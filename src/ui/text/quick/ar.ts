import type en from './en';

const ar: typeof en = {
  title: 'الإعدادات',
  close: 'إغلاق الإعدادات',
  all: 'كل الإعدادات',
  patience: 'حين أتوقف عن الكلام',
  patiences: {
    quick: { title: 'سريع', meaning: 'يجيب بأسرع ما يمكن، وقد يقاطعك وأنت تفكر.' },
    normal: { title: 'متوازن', meaning: 'ينتظر قليلًا إذا بدا أنك لم تنتهِ.' },
    patient: { title: 'صبور', meaning: 'ينتظر مدة أطول عند كل وقفة.' },
  },
  talkMode: 'الميكروفون',
  talkModes: {
    'hands-free': { title: 'من دون يدين', meaning: 'يسمعك ما دام الميكروفون يعمل.' },
    'push-to-talk': { title: 'اضغط باستمرار للتكلم', meaning: 'يسمعك ما دمت ضاغطًا على الزر.' },
    toggle: { title: 'اضغط للتكلم', meaning: 'ضغطة تبدأ، والضغطة التالية ترسل.' },
    'one-question': { title: 'سؤال واحد', meaning: 'ضغطة تفتح الميكروفون لسؤال واحد.' },
  },
  nameGate: 'لمن أستمع',
  nameGates: {
    off: { title: 'الجميع', meaning: 'يجيب عن كل ما يسمعه.' },
    on: { title: 'فقط حين تقول «Sotto»', meaning: 'يجيب عما يُذكر فيه اسمه، وعما تسأله بعده مباشرة.' },
  },
  idle: 'إعادة الميكروفون بعد صمت مدته',
  idleMinutes: {
    '5': { title: '5 دقائق' },
    '15': { title: '15 دقيقة' },
    '60': { title: 'ساعة' },
    '0': { title: 'أبدًا' },
  },
  keep: 'المحادثات',
  keeping: {
    on: { title: 'حفظ المحادثات على هذا الجهاز', meaning: 'تجدها تحت «المحادثات». لا يُرسَل شيء.' },
    off: { title: 'عدم حفظ شيء', meaning: 'ما حُفظ من قبل يبقى حتى تحذفه.' },
  },
};

export default ar;
