import { textSection } from '../text';
import en from './en';

export const benchmarkText = textSection(en, { de: () => import('./de'), ar: () => import('./ar') });
