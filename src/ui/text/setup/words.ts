import { textSection } from '../text';
import en from './en';

export const setupText = textSection(en, { de: () => import('./de'), ar: () => import('./ar') });
