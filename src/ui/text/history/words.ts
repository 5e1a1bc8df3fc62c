import { textSection } from '../text';
import en from './en';

export const historyText = textSection(en, { de: () => import('./de'), ar: () => import('./ar') });
