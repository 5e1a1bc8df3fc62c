import type english from './en';

const arabic: typeof english = {
  microphoneGone: (label, now) => ({
    title: `${label || 'الميكروفون'}: انقطع`,
    advice: now
      ? `يستمع Sotto الآن عبر ${now}، وسيعود إلى الآخر حين يتوفر.`
      : 'يستمع Sotto الآن عبر ميكروفون آخر، وسيعود إلى الأول حين يتوفر.',
  }),
  microphoneBack: (label) => ({
    title: `${label || 'ميكروفونك'}: عاد`,
    advice: 'يستمع Sotto عبره من جديد.',
  }),
  speakerGone: (label) => ({
    title: `${label || 'مكبر الصوت'}: انقطع`,
    advice: 'يتكلم Sotto الآن عبر مكبر صوت النظام، وسيعود إلى الآخر حين يتوفر.',
  }),
  speakerBack: (label) => ({
    title: `${label || 'مكبر صوتك'}: عاد`,
    advice: 'يتكلم Sotto عبره من جديد.',
  }),
};
export default arabic;
