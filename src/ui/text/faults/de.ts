import type en from './en';

const de: typeof en = {
  retry: 'Noch einmal versuchen',
  talkAgain: 'Mikrofon noch einmal versuchen',
  faults: {
    aborted: { title: 'Angehalten', advice: 'Nichts ist verloren. Fang wieder an, wann du magst.' },
    'insecure-context': {
      title: 'Diese Adresse ist nicht sicher',
      advice:
        'Browser geben das Mikrofon nur https://-Seiten und diesem Computer selbst. Öffne Sotto über https oder unter 127.0.0.1.',
    },
    'wasm-simd-missing': {
      title: 'Dieser Browser ist zu alt für Sotto',
      advice:
        'Sottos Modelle brauchen WebAssembly mit SIMD: Chrome oder Edge 91, Firefox 89, Safari 16.4 oder neuer. Aktualisiere den Browser und öffne Sotto noch einmal.',
    },
    'worklet-missing': {
      title: 'Dieser Browser kann keinen laufenden Ton verarbeiten',
      advice:
        'Sotto braucht AudioWorklet: Ein aktueller Chrome, Edge, Firefox oder Safari hat es. Aktualisiere den Browser und öffne Sotto noch einmal.',
    },
    'storage-unavailable': {
      title: 'Dieser Browser bewahrt keine Dateien für Sotto auf',
      advice:
        'Private Fenster verbieten oft das Speichern. Öffne Sotto in einem gewöhnlichen Fenster, oder erlaube ihm Websitedaten in den Einstellungen des Browsers.',
    },
    'storage-full': {
      title: 'Nicht genug Platz für die Modelle',
      advice:
        'Schaffe etwas Platz auf diesem Gerät, oder entferne Daten von Websites, die du nicht mehr nutzt, und versuche es noch einmal. Was schon geladen ist, bleibt.',
    },
    'download-failed': {
      title: 'Die Modelle sind nicht angekommen',
      advice:
        'Prüfe die Verbindung und versuche es noch einmal: Was schon geladen ist, bleibt, und es geht dort weiter, wo es aufgehört hat.',
    },
    'host-not-allowed': {
      title: 'Dieser Server ist noch nicht erlaubt',
      advice:
        'Sotto erreicht keinen Server, den du nicht erlaubt hast. Erlaube ihn dort, wo danach gefragt wurde, und versuche es noch einmal.',
    },
    'pack-invalid': {
      title: 'Die Modellliste des Servers ist beschädigt',
      advice:
        'Die Website, von der Sotto kommt, hat ein kaputtes Modellpaket. Versuche es später noch einmal; bleibt es so, sag es denen, die sie betreiben.',
    },
    'file-invalid': {
      title: 'Sotto kann diese Datei nicht lesen',
      advice: 'Sie stammt nicht von Sotto, oder sie ist beschädigt. Nichts wurde verändert; wähle eine andere Datei.',
    },
    'model-missing': {
      title: 'Ein Modell fehlt',
      advice: 'Der Browser hat einige von Sottos Dateien entfernt. Versuche es noch einmal, um sie neu zu laden.',
    },
    'model-corrupt': {
      title: 'Eine Modelldatei war beschädigt',
      advice:
        'Sotto hat es an ihrer Prüfsumme erkannt und sie nicht benutzt. Versuche es noch einmal, um nur diese Datei zu ersetzen. Ein Modell, das du selbst geladen hast: Drücke auf der Seite der Modelle „Prüfen und reparieren“.',
    },
    'model-load-failed': {
      title: 'Ein Modell ließ sich nicht starten',
      advice: 'Schließe andere Tabs, damit Speicher frei wird, und versuche es noch einmal.',
    },
    'inference-failed': {
      title: 'Ein Modell ist gestolpert',
      advice: 'Es wurde neu gestartet. Frag bitte noch einmal.',
    },
    'out-of-memory': {
      title: 'Nicht genug Arbeitsspeicher',
      advice: 'Sotto braucht etwa 1 GB. Schließe andere Tabs und versuche es dann noch einmal.',
    },
    'worker-crashed': {
      title: 'Ein Teil von Sotto ist stehen geblieben',
      advice: 'Er wurde neu gestartet. Frag bitte noch einmal.',
    },
    'webgpu-missing': {
      title: 'Dieser Browser hat kein WebGPU',
      advice:
        'Das gewählte Modell braucht die Grafikkarte. Wähle ein Modell, das ohne sie läuft, oder nimm einen aktuellen Chrome oder Edge auf einem Computer mit Grafikkarte.',
    },
    'gpu-lost': {
      title: 'Die Grafikkarte ist weg',
      advice:
        'Der Browser hat sie zurückgenommen, oft weil Speicher fehlt. Schließe andere Tabs und versuche es noch einmal.',
    },
    'microphone-denied': {
      title: 'Das Mikrofon ist gesperrt',
      advice:
        'Erlaube es in den Website-Einstellungen der Adressleiste und drücke dann den Knopf. Tippen kannst du inzwischen.',
    },
    'microphone-dismissed': {
      title: 'Das Mikrofon ist noch nicht erlaubt',
      advice:
        'Die Frage des Browsers wurde geschlossen. Drücke den Knopf, um noch einmal gefragt zu werden, oder tippe unten.',
    },
    'microphone-missing': {
      title: 'Kein Mikrofon gefunden',
      advice: 'Stecke eines an oder schalte es ein und drücke dann den Knopf. Tippen kannst du inzwischen.',
    },
    'microphone-busy': {
      title: 'Das Mikrofon ist anderswo in Gebrauch',
      advice:
        'Ein anderes Programm hält es fest. Schließe dieses und drücke dann den Knopf. Tippen kannst du inzwischen.',
    },
    'microphone-lost': {
      title: 'Das Mikrofon ist weg',
      advice:
        'Es wurde ausgesteckt oder ausgeschaltet. Wähle ein anderes, oder drücke den Knopf, wenn es wieder da ist.',
    },
    'audio-output-failed': {
      title: 'Es kommt kein Ton heraus',
      advice:
        'Der Browser hat keinen Lautsprecher geöffnet. Prüfe die Toneinstellungen; die Antworten stehen inzwischen als Text da.',
    },
    internal: {
      title: 'In Sotto ist etwas schiefgegangen',
      advice: 'Frag noch einmal; bleibt es so, lade die Seite neu. Deine Modelle und Einstellungen bleiben erhalten.',
    },
  },
};

export default de;
