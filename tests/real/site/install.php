<?php
// Install WordPress and write a blog that is hard to mirror. All of its words are invented for these tests.
require __DIR__ . '/start.php';
define('WP_INSTALLING', true);
require "$root/wp-load.php";
foreach (['upgrade', 'image', 'file', 'media', 'post', 'taxonomy', 'comment', 'user'] as $part) {
    require_once ABSPATH . "wp-admin/includes/$part.php";
}
if (is_blog_installed()) {
    exit(0);
}
wp_install('Test blog', 'owner', 'owner@example.com', true, '', bin2hex(random_bytes(12)));
update_option('permalink_structure', '/%year%/%monthnum%/%day%/%postname%/');
update_option('timezone_string', 'Europe/Lisbon');
wp_update_user(['ID' => 1, 'display_name' => 'Olga Owner', 'user_email' => 'owner@example.com']);
wp_set_current_user(1);
kses_remove_filters();
foreach (get_posts(['post_type' => ['post', 'page'], 'post_status' => 'any', 'numberposts' => -1]) as $post) {
    wp_delete_post($post->ID, true);
}
foreach (['twentytwentyfour', 'twentytwentythree'] as $theme) {
    if (wp_get_theme($theme)->exists()) {
        switch_theme($theme);
        break;
    }
}

function blog_post(array $fields): int
{
    $id = wp_insert_post(wp_slash($fields + ['post_status' => 'publish', 'post_author' => 1]), true);
    if (is_wp_error($id)) {
        throw new Exception($id->get_error_message());
    }
    return $id;
}

function blog_picture(string $name): int
{
    $image = imagecreatetruecolor(1200, 800);
    imagefilledellipse($image, 600, 400, 500, 300, imagecolorallocate($image, 90, 160, 220));
    ob_start();
    imagepng($image);
    $upload = wp_upload_bits($name, null, ob_get_clean(), '2026/02');
    $id = wp_insert_attachment(['post_mime_type' => 'image/png', 'post_title' => 'A circle', 'post_excerpt' => 'Drawn <em>here</em>', 'guid' => $upload['url']], $upload['file']);
    wp_update_attachment_metadata($id, wp_generate_attachment_metadata($id, $upload['file']));
    update_post_meta($id, '_wp_attachment_image_alt', 'A blue circle');
    return $id;
}

function blog_comment(int $post, string $name, string $text, array $more = []): int
{
    return wp_insert_comment(wp_slash($more + ['comment_post_ID' => $post, 'comment_author' => $name, 'comment_content' => $text, 'comment_author_email' => 'reader@example.net', 'comment_author_IP' => '203.0.113.7', 'comment_approved' => 1, 'comment_date' => '2026-02-03 10:00:00', 'comment_date_gmt' => '2026-02-03 10:00:00']));
}

$circle = blog_picture('circle.png');
$url = wp_get_attachment_url($circle);
$technology = wp_insert_term('Technology', 'category')['term_id'];
$models = wp_insert_term('Models & "Data"', 'category', ['parent' => $technology])['term_id'];
$blocks = blog_post(['post_title' => 'Blocks: “quotes” & <em>more</em>', 'post_name' => 'blocks', 'post_date' => '2026-02-01 23:45:00', 'post_category' => [$models], 'tags_input' => ['C++', '10.0.0.7/'], 'post_content' => <<<HTML
<!-- wp:paragraph -->
<p>Plain -- "text" with *stars*, `ticks`, {{ braces }}, \$5 and #1. A <a href="/?p=1">dead link</a>, a <a href="http://10.0.0.7/2026/02/02/classic/">private one</a>.<sup data-fn="11111111-2222-3333-4444-555555555555" class="fn"><a href="#11111111-2222-3333-4444-555555555555" id="11111111-2222-3333-4444-555555555555-link">1</a></sup></p>
<!-- /wp:paragraph -->
<!-- wp:heading -->
<h2 class="wp-block-heading">A heading</h2>
<!-- /wp:heading -->
<!-- wp:image {"id":$circle,"sizeSlug":"large"} -->
<figure class="wp-block-image size-large"><img src="$url" alt="A blue circle" class="wp-image-$circle"/><figcaption class="wp-element-caption">A <strong>circle</strong></figcaption></figure>
<!-- /wp:image -->
<!-- wp:code -->
<pre class="wp-block-code"><code>if (a &lt; b):
	return "{{ c }}"</code></pre>
<!-- /wp:code -->
<!-- wp:table -->
<figure class="wp-block-table"><table><tbody><tr><td>a | b</td><td rowspan="2">c</td></tr><tr><td>d</td></tr></tbody></table></figure>
<!-- /wp:table -->
<!-- wp:latest-posts {"postsToShow":2} /-->
<!-- wp:footnotes /-->
HTML]);
update_post_meta($blocks, 'footnotes', wp_slash(json_encode([['content' => 'A <em>note</em>.', 'id' => '11111111-2222-3333-4444-555555555555']])));
set_post_thumbnail($blocks, $circle);
$classic = blog_post(['post_title' => 'Classic', 'post_name' => 'classic', 'post_date' => '2026-02-02 08:00:00', 'post_content' => "First line\nand a break.\n\n[caption id=\"attachment_$circle\" align=\"alignleft\" width=\"300\"]<img class=\"wp-image-$circle\" src=\"$url\" alt=\"x\" width=\"300\" height=\"200\" /> By <em>shortcode</em>[/caption]\n\n[gallery ids=\"$circle\"]\n\n<script>window.ran = 1</script><p onclick=\"ran()\">Clicked.</p>\n\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n<!--nextpage-->\n\nSecond page."]);
$first = blog_comment($blocks, 'Ada', "A comment with <b>bold</b>.\n\nIn two parts.");
blog_comment($blocks, 'Bo', 'An answer.', ['comment_parent' => $first]);
blog_comment($blocks, 'Another blog', 'they wrote of it', ['comment_type' => 'pingback', 'comment_author_url' => 'https://another.example/']);
blog_comment($blocks, 'Olga Owner', 'SECRET-NOTE of an editor, who is done with it', ['comment_type' => 'note']);
wp_set_object_terms($blocks, ['SECRET-GROUP'], 'internal_group');
blog_comment($blocks, 'Waiting', 'SECRET-WAITING', ['comment_approved' => '0']);
blog_post(['post_title' => 'About', 'post_type' => 'page', 'post_content' => '<!-- wp:paragraph --><p>Who we are.</p><!-- /wp:paragraph -->']);
foreach (['draft', 'private', 'pending'] as $status) {
    blog_post(['post_title' => "A $status post", 'post_status' => $status, 'post_content' => 'SECRET-' . strtoupper($status)]);
}
blog_post(['post_title' => 'Protected', 'post_password' => 'open sesame', 'post_content' => 'SECRET-PASSWORD']);
flush_rewrite_rules(true);
