<?php
// The export that Tools > Export > All content makes, on standard output.
require __DIR__ . '/start.php';
require "$root/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/export.php';
wp_set_current_user(1);
export_wp(['content' => 'all']);
