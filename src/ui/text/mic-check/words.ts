import { textSection } from '../text';
import en from './en';

export const micCheckText = textSection(en, { de: () => import('./de'), ar: () => import('./ar') });
