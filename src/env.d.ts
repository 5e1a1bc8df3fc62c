/// <reference types="vite/client" />
declare const __SOTTO_VERSION__: string;
