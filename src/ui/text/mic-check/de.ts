import type en from './en';

const de: typeof en = {
  title: 'Hört Sotto dich?',
  lead: 'Probiere inzwischen das Mikrofon aus, oder lass es für später. Nichts wird aufgenommen.',
  start: 'Mikrofon prüfen',
  again: 'Noch einmal prüfen',
  end: 'Fertig',
  close: 'Schließen',
  opening: 'Erlaube das Mikrofon dort, wo der Browser danach fragt.',
  device: 'Mikrofon',
  deviceNumber: (number) => `Mikrofon ${number}`,
  verdicts: {
    waiting: 'Sag etwas, zum Beispiel „Hallo, Sotto“.',
    nothing: 'Ich höre nichts. Wähle ein anderes Gerät, oder sieh nach, ob es stummgeschaltet ist.',
    quiet: 'Ich höre dich nur leise. Komm näher, oder stelle das Mikrofon in den Toneinstellungen des Systems lauter.',
    good: 'Ich höre dich gut.',
    loud: 'Zu laut: Die Spitzen deiner Stimme werden abgeschnitten. Geh etwas weiter weg, oder stelle das Mikrofon leiser.',
  },
};

export default de;
