import { textSection } from '../text';
import english from './en';

export const words = textSection(english, { de: () => import('./de'), ar: () => import('./ar') });
