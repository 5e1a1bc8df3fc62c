import { plural } from '../plural';
import type en from './en';

const ar: typeof en = {
  opening: 'جارٍ فتح الميكروفون',
  holdToTalk: 'اضغط باستمرار للتكلم',
  pressToTalk: 'اضغط للتكلم',
  oneMoment: 'لحظة',
  sayName: 'قل «Sotto، …»',
  states: {
    starting: 'لحظة',
    setup: 'لم يُعَدّ بعد',
    loading: 'يستعد',
    ready: 'جاهز متى شئت',
    listening: 'يستمع',
    hearing: 'أسمعك',
    thinking: 'يفكر',
    speaking: 'يتكلم',
    failed: 'لا يعمل',
  },

  mayAsk: 'قد يطلب متصفحك الإذن',
  givenBack: (minutes) =>
    `أُعيد الميكروفون بعد ${plural('ar', minutes, {
      one: 'دقيقة',
      two: 'دقيقتين',
      few: `${minutes} دقائق`,
      many: `${minutes} دقيقة`,
      other: `${minutes} دقيقة`,
    })} من الصمت. اضغط لتتكلم من جديد`,
  ready: {
    'hands-free': 'اضغط وتكلم، أو اكتب في الأسفل',
    'push-to-talk': 'اضغط لتشغيل الميكروفون، أو اكتب في الأسفل',
    toggle: 'اضغط لتشغيل الميكروفون، أو اكتب في الأسفل',
    'one-question': 'اضغط واسأل سؤالًا واحدًا، أو اكتب في الأسفل',
  },
  oneQuestion: 'اسأل سؤالًا واحدًا، ثم يُغلق الميكروفون',
  switchOff: 'الميكروفون يعمل. اضغط لإيقافه',
  withoutName: 'لا أقول شيئًا من دون اسمي',
  pause: 'توقف عن الكلام حين تنتهي',
  onAndStop: 'الميكروفون يعمل. اضغط للإيقاف',
  stop: 'اضغط للإيقاف',
  sayStop: 'قل «stop» أو اضغط للإيقاف',
  talkOver: 'قاطعني بصوتك، أو اضغط للإيقاف',

  held: {
    send: 'ارفع إصبعك للإرسال',
    begin: 'ابقَ ضاغطًا وأنت تتكلم',
    interrupt: 'اضغط للإيقاف، أو اضغط باستمرار للتكلم',
    key: '، أو اضغط باستمرار على مفتاح المسافة',
    name: 'اضغط باستمرار للتكلم، وارفع إصبعك للإرسال',
  },
  twice: {
    send: 'اضغط مرة أخرى للإرسال',
    begin: 'اضغط وتكلم، ثم اضغط مرة أخرى',
    interrupt: 'اضغط للإيقاف والتكلم',
    key: '، أو اضغط على مفتاح المسافة',
    name: 'اضغط للتكلم، واضغط مرة أخرى للإرسال',
  },
  writing: 'يُكتب ما قلته',

  switchOn: 'تشغيل الميكروفون',
  askOne: 'اسأل سؤالًا واحدًا',
  names: {
    starting: 'Sotto يبدأ',
    setup: 'إعداد Sotto',
    loading: 'Sotto يستعد',
    ready: 'ابدأ التكلم',
    listening: 'يستمع، اضغط لإيقاف الميكروفون',
    hearing: 'يسمعك، اضغط لإيقاف الميكروفون',
    thinking: 'إيقاف',
    speaking: 'إيقاف',
    failed: 'Sotto لا يعمل',
  },
  off: 'إيقاف الميكروفون',
};

export default ar;
