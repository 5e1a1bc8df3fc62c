import { textSection } from '../text';
import en from './en';

export const dashboardText = textSection(en, { de: () => import('./de'), ar: () => import('./ar') });
