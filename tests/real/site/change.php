<?php
// What the blog's owner does between two imports.
require __DIR__ . '/start.php';
require "$root/wp-load.php";
wp_set_current_user(1);
$post = get_page_by_path('classic', OBJECT, 'post');
wp_update_post(['ID' => $post->ID, 'post_content' => 'Changed on the blog.']);
