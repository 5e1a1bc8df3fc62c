import { textSection } from '../text';
import en from './en';

export const talkText = textSection(en, { de: () => import('./de'), ar: () => import('./ar') });
