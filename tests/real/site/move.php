<?php
// The blog gets addresses that end like files, and is from now on the second of a network: its new files lie apart.
require __DIR__ . '/start.php';
require "$root/wp-load.php";
foreach (['image', 'file', 'media'] as $part) {
    require_once ABSPATH . "wp-admin/includes/$part.php";
}
wp_set_current_user(1);
kses_remove_filters();
update_option('permalink_structure', '/%year%/%postname%.html');
update_option('upload_path', 'wp-content/uploads/sites/2');
$image = imagecreatetruecolor(800, 600);
ob_start();
imagepng($image);
$upload = wp_upload_bits('square.png', null, ob_get_clean(), '2026/03');
$id = wp_insert_attachment(['post_mime_type' => 'image/png', 'post_title' => 'A square', 'guid' => $upload['url']], $upload['file']);
wp_update_attachment_metadata($id, wp_generate_attachment_metadata($id, $upload['file']));
wp_insert_post(wp_slash(['post_title' => 'Of a network', 'post_name' => 'network', 'post_status' => 'publish', 'post_date' => '2026-03-01 08:00:00', 'post_content' => "See <a href=\"/2026/classic.html\">classic</a>.\n\n<img class=\"size-full wp-image-$id\" src=\"{$upload['url']}\" alt=\"square\" />"]), true);
flush_rewrite_rules(true);
