import { textSection } from '../text';
import en from './en';

export const controlText = textSection(en, { de: () => import('./de'), ar: () => import('./ar') });
