import { textSection } from '../text';
import en from './en';

export const quickText = textSection(en, { de: () => import('./de'), ar: () => import('./ar') });
