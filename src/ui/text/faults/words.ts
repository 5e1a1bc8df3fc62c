import { textSection } from '../text';
import en from './en';

export const faultsText = textSection(en, { de: () => import('./de'), ar: () => import('./ar') });
