import { textSection } from '../text';
import en from './en';

export const privacyText = textSection(en, { de: () => import('./de'), ar: () => import('./ar') });
