import type en from './en';

const ar: typeof en = {
  offerTitle: 'مساعد صوتي لا يغادر هذا الجهاز أبدًا',
  offerLead: (size) =>
    `يستمع Sotto ويفكر ويتكلم داخل علامة التبويب هذه. تُحمَّل نماذجه مرة واحدة (${size}) وتبقى على هذا الجهاز. لا يُرسَل أي شيء مما تقوله أو تكتبه إلى أي مكان.`,
  source: (host) => `يأتي كل ذلك من هذا الموقع، ${host}؛ ولا يُسأل أي موقع آخر.`,
  more: 'قبل أن تبدأ',
  models: 'نماذج أخرى',
  privacy: 'ما يُحفظ وأين',
  settings: 'الإعدادات',
  begin: 'إعداد Sotto',
  goOn: 'متابعة الإعداد',
  resumes: 'يمكنك التوقف في أي وقت، ثم يُستأنف من حيث توقف.',
  alreadyHere: (here, size) => `${here} من ${size} موجودة هنا بالفعل. يُستأنف التحميل من حيث توقف.`,
  downloadTitle: 'جارٍ إعداد Sotto',
  loadedOf: (loaded, size) => `${loaded} من ${size}`,
  loaded: 'حُمِّل،',
  allModels: 'كل النماذج',
  cancel: 'إلغاء',
  once: 'يحدث هذا مرة واحدة فقط.',
  ifYouStop: 'إذا توقفت الآن فسيُستأنف من حيث توقف.',
  wakingTitle: 'جارٍ إيقاظ النماذج على جهازك',
  purposes: {
    vad: 'يلاحظ متى تتكلم',
    stt: 'يكتب ما تقوله',
    tts: 'ينطق الجواب',
    llm: 'يفكر في الجواب',
  },
  steps: {
    waiting: 'في الانتظار',
    downloading: 'قيد التحميل',
    reading: 'قيد القراءة',
    creating: 'قيد الفتح',
    'warming-up': 'يستعد',
    ready: 'جاهز',
  },
};

export default ar;
