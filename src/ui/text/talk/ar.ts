import type en from './en';

const ar: typeof en = {
  quietTitle: 'Sotto: مساعد صوتي يبقى على هذا الجهاز',
  listeningTitle: '● Sotto يستمع',
  nameTitle: '● قل «Sotto، …»',

  promise: 'كل شيء يبقى على هذا الجهاز',
  performance: 'الأداء',
  dock: 'تكلم أو اكتب',
  changing: (title) => `يُحمَّل ${title}…`,
  newConversation: { before: 'محادثة ', short: 'جديدة', after: '' },
  limitations: { 'not-isolated': 'هذا الخادم لا يعزل الصفحة: مسار تنفيذ واحد وأجوبة أبطأ' },
  halfDuplex: {
    inseparable:
      'يطغى مكبر الصوت على صوتك في هذا الجهاز، لذلك لا يستمع Sotto وهو يتكلم. أوقفه بالزر أو بمفتاح Escape، أو استعمل سماعات الرأس.',
    'own-words': 'سمع Sotto نفسه، لذلك لا يستمع وهو يتكلم. أوقفه بالزر أو بمفتاح Escape، أو استعمل سماعات الرأس.',
  },

  exported: { untitled: 'محادثة', you: 'أنت', interrupted: 'قُوطع' },

  typeQuestion: 'اكتب سؤالًا',
  send: 'إرسال',
  stop: 'إيقاف',
  stopByKey: 'إيقاف (Escape)',
  placeholders: {
    starting: 'لحظة…',
    setup: 'أعِدَّ Sotto أولًا',
    loading: 'جاهز بعد لحظة…',
    failed: 'غير متاح',
    usable: 'أو اكتب سؤالًا',
  },

  updateReady: 'إصدار أحدث من Sotto جاهز',
  updateNow: 'إعادة التشغيل الآن',
  updateLater: 'لاحقًا',
  updateTakenBack: 'لم يعمل الإصدار الأحدث، لذلك عدت إلى الإصدار السابق.',
  updateSeen: 'حسنًا',

  welcomeTitle: 'اسأل بصوتك.',
  welcomeLead: 'اضغط على الميكروفون وتكلم، أو ابدأ بأحد هذه الأسئلة.',
  welcomeLanguage: 'مع حزمة البداية يسمع Sotto الإنجليزية ويتكلم بها.',

  microphone: 'الميكروفون',
  microphoneNumber: (number) => `الميكروفون ${number}`,
  details: 'التفاصيل',
  dismiss: 'إغلاق',
  keep: 'إبقاء',
};

export default ar;
