import { textSection } from '../text';
import en from './en';

export const conversationText = textSection(en, { de: () => import('./de'), ar: () => import('./ar') });
