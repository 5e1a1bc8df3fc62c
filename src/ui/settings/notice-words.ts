/** What was done, or could not be, in one sentence. */
import { words } from '../text/settings/words';
import type { NoticeView } from './settings-view';

/** `detail` is the technical line, in English. */
export function noticeWords(notice: NoticeView): { text: string; error: boolean; detail: string } {
  const { notices, fields, profiles } = words();
  const done = (text: string) => ({ text, error: false, detail: '' });
  switch (notice.kind) {
    case 'applied':
      return done(notices.applied(notice.changes));
    case 'profile':
      return done(notices.profile(profiles.names[notice.id].title, notice.changes));
    case 'undone':
      return done(notices.undone);
    case 'restored':
      return done(notices.restored(notice.added, notice.newer));
    case 'refused':
      return { text: notices.refused(fields[notice.key].title), error: true, detail: '' };
    case 'file-invalid':
      return { text: notices.fileInvalid(notice.fileName), error: true, detail: notice.detail };
    case 'error':
      return { text: notice.detail, error: true, detail: '' };
  }
}
