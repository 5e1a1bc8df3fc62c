import { plural } from '../plural';
import type en from './en';

const ar: typeof en = {
  title: 'المحادثات',
  close: 'إغلاق المحادثات',
  search: 'البحث في المحادثات',
  searchShort: 'بحث',
  list: 'المحادثات المحفوظة',
  deleteAll: 'حذف الكل',
  deleteAllQuestion: 'أتريد حذف كل المحادثات المحفوظة على هذا الجهاز نهائيًا؟',
  openNow: 'مفتوحة الآن',
  quoted: (title) => `«${title}»`,
  exportIt: 'تصدير',
  exportNamed: (name) => `تصدير ${name}`,
  exportNamedAs: (name) => `تصدير ${name} بصيغة`,
  exportAs: 'تصدير بصيغة',
  deleteIt: 'حذف',
  deleteNamed: (name) => `حذف ${name}`,
  deleteQuestion: 'أتريد حذف هذه المحادثة نهائيًا؟',
  dayAndTime: (day, time) => `${day}، ${time}`,
  nothingFound: (query) => `لا نتائج عن «${query}».`,
  found: (count) =>
    plural('ar', count, {
      one: 'نتيجة واحدة',
      two: 'نتيجتان',
      few: `${count} نتائج`,
      many: `${count} نتيجة`,
      other: `${count} نتيجة`,
    }),
  count: (count) =>
    plural('ar', count, {
      one: 'محادثة واحدة',
      two: 'محادثتان',
      few: `${count} محادثات`,
      many: `${count} محادثة`,
      other: `${count} محادثة`,
    }),
  noneYet: 'لم يُحفظ شيء بعد. ستجد هنا ما تسأله وما يجيب به Sotto، على هذا الجهاز فقط.',
  noneKept: 'لا يُحفظ شيء. يمكنك في الإعدادات أن تطلب من Sotto حفظ المحادثات على هذا الجهاز.',
};

export default ar;
