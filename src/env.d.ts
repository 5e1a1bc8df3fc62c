/// <reference types="vite/client" />
declare const __SOTTO_VERSION__: string;
/** Of the build; empty where it cannot be told, as for one with changes that are not committed. */
declare const __SOTTO_COMMIT__: string;
/** Origins that whoever built this Sotto allows beside its own, separated by spaces. */
declare const __SOTTO_CONNECT__: string;
