import { textSection } from '../text';
import english from './en';

export type SettingsWords = typeof english;

export const words = textSection(english, { de: () => import('./de'), ar: () => import('./ar') });
