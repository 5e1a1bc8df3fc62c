import { textSection } from '../text';
import en from './en';

export const modelsText = textSection(en, { de: () => import('./de'), ar: () => import('./ar') });
