// Icons named by variables (a step's icon, a tab's), so that no scan of templates finds them. All are Lucide's names.
export default [
  'a-large-small', 'arrow-left', 'arrow-right', 'bell', 'book-open', 'bookmark', 'building-2', 'calendar-days', 'camera', 'check',
  'chevron-down', 'chevron-left', 'chevron-right', 'circle-help', 'clock', 'columns-3', 'copy', 'download', 'eye', 'eye-off',
  'file-text', 'footprints', 'house', 'image', 'inbox', 'info', 'key-round', 'landmark', 'lock', 'log-out', 'map-pin', 'megaphone',
  'message-square-text', 'mic', 'moon', 'paperclip', 'pen-line', 'pencil', 'phone', 'plus', 'printer', 'qr-code', 'search', 'send',
  'shield-check', 'star', 'trash-2', 'triangle-alert', 'undo-2', 'upload', 'user-round', 'users', 'wifi-off', 'x',
];
